package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

const byCustomer = "by-" + "customer"

type Order struct {
	ID       string `dynamodbav:"id" json:"id"`
	Customer string `dynamodbav:"customer" json:"customer"`
}

// Orders keeps orders in a table.
type Orders struct {
	client *dynamodb.Client
	table  string
}

func NewOrders(client *dynamodb.Client, table string) *Orders {
	return &Orders{client: client, table: table}
}

func (o *Orders) key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}
}

func (o *Orders) Put(ctx context.Context, order Order) error {
	item, err := attributevalue.MarshalMap(order)
	if err != nil {
		return err
	}
	_, err = o.client.PutItem(ctx, &dynamodb.PutItemInput{ // AWS: dynamodb:PutItem table/orders
		TableName: aws.String(o.table),
		Item:      item,
	})
	var failed *types.ConditionalCheckFailedException
	if errors.As(err, &failed) {
		return errors.New("there already")
	}
	return err
}

func (o *Orders) Get(ctx context.Context, id string) (*Order, error) {
	answer, err := o.client.GetItem(ctx, &dynamodb.GetItemInput{TableName: &o.table, Key: o.key(id)}) // AWS: dynamodb:GetItem table/orders
	if err != nil || answer.Item == nil {
		return nil, err
	}
	order := new(Order)
	return order, attributevalue.UnmarshalMap(answer.Item, order)
}

func (o *Orders) Of(ctx context.Context, customer string) ([]Order, error) {
	condition := expression.Key("customer").Equal(expression.Value(customer))
	built, err := expression.NewBuilder().WithKeyCondition(condition).Build()
	if err != nil {
		return nil, err
	}
	input := &dynamodb.QueryInput{
		TableName:                 &o.table,
		KeyConditionExpression:    built.KeyCondition(),
		ExpressionAttributeNames:  built.Names(),
		ExpressionAttributeValues: built.Values(),
	}
	input.IndexName = aws.String(byCustomer)
	pages := dynamodb.NewQueryPaginator(o.client, input) // AWS: dynamodb:Query table/orders/index/by-customer
	var found []Order
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		var orders []Order
		if err := attributevalue.UnmarshalListOfMaps(page.Items, &orders); err != nil {
			return nil, err
		}
		found = append(found, orders...)
	}
	return found, nil
}

func (o *Orders) Drop(ctx context.Context, id string) error {
	_, err := o.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{Key: o.key(id), TableName: &o.table}) // AWS: dynamodb:DeleteItem table/orders
	return err
}

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background(), config.WithRegion("eu-west-1"))
	if err != nil {
		log.Fatal(err)
	}
	orders := NewOrders(dynamodb.NewFromConfig(cfg), os.Getenv("TABLE"))
	http.HandleFunc("/orders/", func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Path[len("/orders/"):]
		switch r.Method {
		case http.MethodDelete:
			err = orders.Drop(r.Context(), id)
		case http.MethodPut:
			err = orders.Put(r.Context(), Order{ID: id})
		default:
			order, err := orders.Get(r.Context(), id)
			if err == nil {
				_ = json.NewEncoder(w).Encode(order)
			}
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
