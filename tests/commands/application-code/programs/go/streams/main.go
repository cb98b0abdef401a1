package main

import (
	"context"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	streamtypes "github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	ebtypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/caarlos0/env/v11"
	"go.uber.org/fx"
)

type Config struct {
	Bucket string `env:"BUCKET,required"`
	Path   string `env:"PARAM_PATH" envDefault:"/shop/prod"`
}

func NewConfig() (Config, error) {
	cfg := Config{}
	return cfg, env.Parse(&cfg)
}

func NewAWS() (aws.Config, error) { return config.LoadDefaultConfig(context.Background()) }

func NewS3(cfg aws.Config) *s3.Client {
	return s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = true })
}

func NewSSM(cfg aws.Config) *ssm.Client { return ssm.NewFromConfig(cfg) }

type Reader struct {
	fx.In
	Objects *s3.Client
	Params  *ssm.Client
	Config  Config
}

func Run(r Reader, cfg aws.Config) error {
	ctx := context.Background()
	list, err := r.Objects.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &r.Config.Bucket, Prefix: aws.String("in/")}) // AWS: s3:ListBucket media
	if err != nil {
		return err
	}
	for _, o := range list.Contents {
		if _, err := r.Objects.CopyObject(ctx, &s3.CopyObjectInput{ // AWS: s3:GetObject media/*, s3:PutObject done/*
			Bucket: aws.String("done"), Key: o.Key, CopySource: aws.String(r.Config.Bucket + "/" + *o.Key),
		}); err != nil {
			return err
		}
	}
	p := ssm.NewGetParametersByPathPaginator(r.Params, &ssm.GetParametersByPathInput{Path: aws.String(r.Config.Path)}) // AWS: ssm:GetParametersByPath parameter/shop/prod
	for p.HasMorePages() {
		if _, err := p.NextPage(ctx); err != nil {
			return err
		}
	}
	bus := eventbridge.NewFromConfig(cfg)
	if _, err := bus.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []ebtypes.PutEventsRequestEntry{{EventBusName: aws.String("shop"), Source: aws.String("x")}}}); err != nil { // AWS: events:PutEvents event-bus/shop
		return err
	}
	streams := dynamodbstreams.NewFromConfig(cfg)
	it, err := streams.GetShardIterator(ctx, &dynamodbstreams.GetShardIteratorInput{ShardIteratorType: streamtypes.ShardIteratorTypeLatest}) // AWS: dynamodb:GetShardIterator
	if err != nil {
		return err
	}
	if _, err := streams.GetRecords(ctx, &dynamodbstreams.GetRecordsInput{ShardIterator: it.ShardIterator}); err != nil { // AWS: dynamodb:GetRecords
		return err
	}
	if _, err := bedrockruntime.NewFromConfig(cfg).InvokeModel(ctx, &bedrockruntime.InvokeModelInput{ModelId: aws.String("amazon.titan-text-lite-v1"), Body: []byte("{}")}); err != nil { // AWS: bedrock:InvokeModel foundation-model/amazon.titan-text-lite-v1
		return err
	}
	other := cfg.Copy()
	other.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), os.Getenv("ROLE"))) // AWS: sts:AssumeRole
	_, err = s3.NewFromConfig(other).ListBuckets(ctx, &s3.ListBucketsInput{})
	return err
}

func main() {
	fx.New(fx.Provide(NewConfig, NewAWS, NewS3, NewSSM), fx.Invoke(Run)).Run()
}
