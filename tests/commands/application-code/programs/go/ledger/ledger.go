package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	ddb "github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type ledger struct {
	*ddb.Client
	entries, balances string
}

func number(value int) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: strconv.Itoa(value)}
}

func text(value string) types.AttributeValue {
	return &types.AttributeValueMemberS{Value: value}
}

func (l ledger) book(ctx context.Context, account string, amount int) error {
	_, err := l.TransactWriteItems(ctx, &ddb.TransactWriteItemsInput{ // AWS: dynamodb:PutItem table/orders, dynamodb:UpdateItem table/balances
		TransactItems: []types.TransactWriteItem{
			{Put: &types.Put{
				TableName: &l.entries,
				Item:      map[string]types.AttributeValue{"account": text(account), "amount": number(amount)},
			}},
			{Update: &types.Update{
				TableName:                 &l.balances,
				Key:                       map[string]types.AttributeValue{"account": text(account)},
				UpdateExpression:          aws.String("ADD amount :amount"),
				ExpressionAttributeValues: map[string]types.AttributeValue{":amount": number(amount)},
			}},
		},
	})
	return err
}

func (l ledger) load(ctx context.Context, accounts []string) error {
	var writes []types.WriteRequest
	for _, account := range accounts {
		writes = append(writes, types.WriteRequest{
			PutRequest: &types.PutRequest{Item: map[string]types.AttributeValue{"account": text(account)}},
		})
	}
	_, err := l.BatchWriteItem(ctx, &ddb.BatchWriteItemInput{ // AWS: dynamodb:BatchWriteItem table/balances
		RequestItems: map[string][]types.WriteRequest{l.balances: writes},
	})
	return err
}

func (l ledger) read(ctx context.Context, account string) error {
	request := map[string]types.KeysAndAttributes{}
	request["balances"] = types.KeysAndAttributes{Keys: []map[string]types.AttributeValue{{"account": text(account)}}}
	if _, err := l.BatchGetItem(ctx, &ddb.BatchGetItemInput{RequestItems: request}); err != nil { // AWS: dynamodb:BatchGetItem table/balances
		return err
	}
	_, err := l.ExecuteStatement(ctx, &ddb.ExecuteStatementInput{ // AWS: dynamodb:PartiQLSelect table/balances
		Statement:  aws.String(fmt.Sprintf(`SELECT * FROM "%s" WHERE account = ?`, "balances")),
		Parameters: []types.AttributeValue{text(account)},
	})
	return err
}

func main() {
	cfg, err := config.LoadDefaultConfig(context.TODO())
	if err != nil {
		log.Fatal(err)
	}
	l := ledger{ddb.NewFromConfig(cfg), os.Getenv("TABLE"), "balances"}
	for _, step := range []error{
		l.load(context.TODO(), os.Args[1:]),
		l.book(context.TODO(), os.Args[1], 5),
		l.read(context.TODO(), os.Args[1]),
	} {
		if step != nil {
			log.Fatal(step)
		}
	}
}
