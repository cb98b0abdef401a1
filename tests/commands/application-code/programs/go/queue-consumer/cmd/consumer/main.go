package main

import (
	"context"
	"log"
	"os/signal"
	"syscall"

	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"example.com/team/queue-consumer/internal/queue"
	"example.com/team/queue-consumer/internal/settings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	cfg, err := awsconfig.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatalln(err)
	}
	s := settings.FromEnvironment()
	news := sns.NewFromConfig(cfg)
	announce := func(ctx context.Context, body string) error {
		_, err := news.Publish(ctx, &sns.PublishInput{TopicArn: &s.Topic, Message: &body}) // AWS: sns:Publish news
		return err
	}
	consumer := queue.New(sqs.NewFromConfig(cfg), s.Queue, s.DeadLetters, announce)
	if err := consumer.Run(ctx); err != nil {
		log.Println(err)
	}
}
