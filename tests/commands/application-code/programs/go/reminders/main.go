package main

import (
	"context"
	"log"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/caarlos0/env/v11"
)

var (
	settings Config
	table    *dynamodb.Client
	bucket   *s3.Client
	mail     *sesv2.Client
	queue    *sqs.Client
)

func init() {
	if err := env.Parse(&settings); err != nil {
		log.Fatal(err)
	}
	cfg, err := config.LoadDefaultConfig(context.TODO())
	if err != nil {
		log.Fatal(err)
	}
	table, bucket = dynamodb.NewFromConfig(cfg), s3.NewFromConfig(cfg)
	mail = sesv2.NewFromConfig(cfg)
	queue = sqs.NewFromConfig(cfg)
}

func due(ctx context.Context) ([]string, error) {
	scan := dynamodb.NewScanPaginator(table, &dynamodb.ScanInput{ // AWS: dynamodb:Scan table/orders
		TableName:        aws.String(settings.Table),
		FilterExpression: aws.String("due < :now"),
	})
	for scan.HasMorePages() {
		if _, err := scan.NextPage(ctx); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func handle(ctx context.Context) error {
	to, err := due(ctx)
	if err != nil {
		return err
	}
	template, err := bucket.GetObject(ctx, &s3.GetObjectInput{ // AWS: s3:GetObject media/templates/reminder.txt
		Bucket: aws.String(settings.Bucket),
		Key:    aws.String("templates/reminder.txt"),
	})
	if err != nil {
		return err
	}
	defer template.Body.Close()
	for _, each := range to {
		_, err := mail.SendEmail(ctx, &sesv2.SendEmailInput{ // AWS: ses:SendEmail
			FromEmailAddress: &settings.Sender.From,
			Destination:      &types.Destination{ToAddresses: []string{each}},
		})
		if err != nil {
			_, err = queue.SendMessage(ctx, &sqs.SendMessageInput{ // AWS: sqs:SendMessage work
				QueueUrl:     &settings.Queue.Address,
				MessageBody:  aws.String(time.Now().String()),
				DelaySeconds: 60,
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func main() {
	lambda.Start(handle)
}
