package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	ebtypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/firehose"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

type Sink interface {
	Send(ctx context.Context, payload []byte) error
}

type machine struct{ client *sfn.Client }

func (m machine) Send(ctx context.Context, payload []byte) error {
	_, err := m.client.StartExecution(ctx, &sfn.StartExecutionInput{ // AWS: states:StartExecution stateMachine:follow-up
		StateMachineArn: aws.String(os.Getenv("MACHINE_ARN")),
		Input:           aws.String(string(payload)),
	})
	return err
}

type function struct{ client *lambda.Client }

func (f function) Send(ctx context.Context, payload []byte) error {
	_, err := f.client.Invoke(ctx, &lambda.InvokeInput{FunctionName: aws.String("audit"), Payload: payload}) // AWS: lambda:InvokeFunction function:audit
	return err
}

type SinkFunc func(ctx context.Context, payload []byte) error

func (f SinkFunc) Send(ctx context.Context, payload []byte) error { return f(ctx, payload) }

func sinks(cfg aws.Config) []Sink {
	bus := eventbridge.NewFromConfig(cfg)
	stream := kinesis.NewFromConfig(cfg)
	delivery := firehose.NewFromConfig(cfg)
	return []Sink{
		machine{sfn.NewFromConfig(cfg)},
		&function{client: lambda.NewFromConfig(cfg)},
		SinkFunc(func(ctx context.Context, payload []byte) error {
			_, err := bus.PutEvents(ctx, &eventbridge.PutEventsInput{ // AWS: events:PutEvents event-bus/audit
				Entries: []ebtypes.PutEventsRequestEntry{{EventBusName: aws.String("audit"), Detail: aws.String(string(payload))}},
			})
			return err
		}),
		SinkFunc(func(ctx context.Context, payload []byte) error {
			_, err := stream.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: aws.String("clicks"), Data: payload}) // AWS: kinesis:PutRecord stream/clicks
			if err == nil {
				_, err = delivery.PutRecord(ctx, &firehose.PutRecordInput{DeliveryStreamName: aws.String("lake")}) // AWS: firehose:PutRecord deliverystream/lake
			}
			return err
		}),
	}
}

func elsewhere(ctx context.Context, cfg aws.Config) error {
	role := stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), "arn:aws:iam::444455556666:role/partner") // AWS: sts:AssumeRole role/partner
	theirs := cfg.Copy()
	theirs.Credentials = aws.NewCredentialsCache(role)
	if _, err := s3.NewFromConfig(theirs).PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String("partner")}); err != nil {
		return err
	}
	local := dynamodb.NewFromConfig(cfg, func(o *dynamodb.Options) {
		o.BaseEndpoint = aws.String("http://localhost:8000")
	})
	_, err := local.ListTables(ctx, nil)
	return err
}

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	payload, _ := json.Marshal(os.Args)
	for _, sink := range sinks(cfg) {
		if err := sink.Send(ctx, payload); err != nil {
			log.Print(err)
		}
	}
	model := bedrockruntime.NewFromConfig(cfg)
	_, err = model.Converse(ctx, &bedrockruntime.ConverseInput{ModelId: aws.String("anthropic.claude-3-haiku-20240307-v1:0")}) // AWS: bedrock:InvokeModel foundation-model/anthropic.claude-3-haiku-20240307-v1:0
	log.Println(err, elsewhere(ctx, cfg))
}
