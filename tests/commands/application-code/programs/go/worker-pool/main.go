package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	cwtypes "github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// ENV: WORK_QUEUE=work
// ENV: OUT_BUCKET=out
// ENV: DONE_TOPIC=arn:aws:sns:eu-west-1:111122223333:done
// ENV: MACHINE=arn:aws:states:eu-west-1:111122223333:stateMachine:flow
type deps struct {
	sqs *sqs.Client
	s3  *s3.Client
	sns *sns.Client
	sfn *sfn.Client
	cw  *cloudwatch.Client
	ecs *ecs.Client
}

type handler interface {
	Handle(ctx context.Context, body string) error
}
type handlerFunc func(ctx context.Context, body string) error

func (f handlerFunc) Handle(ctx context.Context, body string) error { return f(ctx, body) }

func env(key, fallback string) string {
	if v := strings.TrimSpace(os.Getenv(key)); v != "" {
		return v
	}
	return fallback
}

func mustEnv(key string) string {
	v, ok := os.LookupEnv(key)
	if !ok {
		panic(fmt.Sprintf("%s is not set", key))
	}
	return v
}

func newDeps(ctx context.Context) (*deps, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRetryMaxAttempts(5))
	if err != nil {
		return nil, err
	}
	return &deps{sqs: sqs.NewFromConfig(cfg), s3: s3.NewFromConfig(cfg), sns: sns.NewFromConfig(cfg), sfn: sfn.NewFromConfig(cfg), cw: cloudwatch.NewFromConfig(cfg), ecs: ecs.NewFromConfig(cfg)}, nil
}

func main() {
	workers := flag.Int("workers", 4, "")
	bucket := flag.String("bucket", env("OUT_BUCKET", "out-dev"), "bucket")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	d, err := newDeps(ctx)
	if err != nil {
		slog.Error("aws", "err", err)
		os.Exit(1)
	}
	url, err := d.sqs.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: aws.String(mustEnv("WORK_QUEUE"))}) // AWS: sqs:GetQueueUrl work
	if err != nil {
		os.Exit(1)
	}
	handlers := map[string]handler{
		"copy":  handlerFunc(func(ctx context.Context, body string) error { return d.copy(ctx, *bucket, body) }),
		"start": handlerFunc(d.start),
	}
	jobs := make(chan string)
	var wg sync.WaitGroup
	for i := 0; i < *workers; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for body := range jobs {
				kind, rest, _ := strings.Cut(body, ":")
				if err := handlers[kind].Handle(ctx, rest); err != nil {
					slog.Warn("failed", "err", err)
				}
			}
		}()
	}
	for ctx.Err() == nil {
		out, err := d.sqs.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url.QueueUrl, WaitTimeSeconds: 20}) // AWS: sqs:ReceiveMessage work
		if err != nil {
			continue
		}
		for _, m := range out.Messages {
			jobs <- *m.Body
			_, _ = d.sqs.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: url.QueueUrl, ReceiptHandle: m.ReceiptHandle}) // AWS: sqs:DeleteMessage work
		}
	}
	close(jobs)
	wg.Wait()
}

func (d *deps) copy(ctx context.Context, bucket, key string) error {
	_, err := d.s3.CopyObject(ctx, &s3.CopyObjectInput{Bucket: &bucket, CopySource: aws.String(bucket + "/" + key), Key: aws.String("copied/" + key)}) // AWS: s3:GetObject, s3:PutObject
	if err != nil {
		return err
	}
	var objects []types.ObjectIdentifier
	objects = append(objects, types.ObjectIdentifier{Key: aws.String("stale/" + key)})
	if _, err = d.s3.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: &bucket, Delete: &types.Delete{Objects: objects}}); err != nil { // AWS: s3:DeleteObject
		return err
	}
	waiter := s3.NewObjectExistsWaiter(d.s3, func(o *s3.ObjectExistsWaiterOptions) { o.MinDelay = time.Second })
	if err = waiter.Wait(ctx, &s3.HeadObjectInput{Bucket: &bucket, Key: aws.String("copied/" + key)}, time.Minute); err != nil { // AWS: s3:GetObject
		return err
	}
	_, err = d.sns.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(os.Getenv("DONE_TOPIC")), Message: aws.String(key)}) // AWS: sns:Publish done
	return err
}

func (d *deps) start(ctx context.Context, body string) error {
	input, _ := json.Marshal(map[string]string{"body": body})
	if _, err := d.sfn.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(mustEnv("MACHINE")), Input: aws.String(string(input))}); err != nil { // AWS: states:StartExecution stateMachine:flow
		return err
	}
	_, err := d.cw.PutMetricData(ctx, &cloudwatch.PutMetricDataInput{Namespace: aws.String("work"), MetricData: []cwtypes.MetricDatum{{MetricName: aws.String("started")}}}) // AWS: cloudwatch:PutMetricData
	return err
}
