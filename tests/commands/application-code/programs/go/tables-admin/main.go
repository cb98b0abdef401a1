package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

const (
	prefix   = "shop"
	customer = prefix + "-customers"
)

var tables = []string{"shop-orders"}

func create(ctx context.Context, db *dynamodb.Client, name string) error {
	_, err := db.CreateTable(ctx, &dynamodb.CreateTableInput{ // AWS: dynamodb:CreateTable table/shop-customers|table/shop-orders
		TableName:   aws.String(name),
		BillingMode: types.BillingModePayPerRequest,
	})
	var there *types.ResourceInUseException
	if err != nil && !errors.As(err, &there) {
		return err
	}
	waiter := dynamodb.NewTableExistsWaiter(db)
	if err := waiter.Wait(ctx, &dynamodb.DescribeTableInput{TableName: aws.String(name)}, 5*time.Minute); err != nil { // AWS: dynamodb:DescribeTable table/shop-customers|table/shop-orders
		return err
	}
	_, err = db.UpdateTimeToLive(ctx, &dynamodb.UpdateTimeToLiveInput{ // AWS: dynamodb:UpdateTimeToLive table/shop-customers|table/shop-orders
		TableName:               &name,
		TimeToLiveSpecification: &types.TimeToLiveSpecification{AttributeName: aws.String("ttl"), Enabled: aws.Bool(true)},
	})
	return err
}

func drop(ctx context.Context, db *dynamodb.Client, names ...string) {
	for _, name := range names {
		if _, err := db.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &name}); err != nil { // AWS: dynamodb:DeleteTable
			fmt.Println(err)
		}
	}
}

func main() {
	ctx := context.Background()
	remove := flag.Bool("drop", false, "drop the tables")
	flag.Parse()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		panic(err)
	}
	db := dynamodb.NewFromConfig(cfg)
	if *remove {
		drop(ctx, db, flag.Args()...)
		return
	}
	for _, name := range tables {
		if err := create(ctx, db, name); err != nil {
			panic(err)
		}
	}
	if err := create(ctx, db, customer); err != nil {
		panic(err)
	}
	names, err := db.ListTables(ctx, &dynamodb.ListTablesInput{}) // AWS: dynamodb:ListTables
	fmt.Println(names, err)
}
