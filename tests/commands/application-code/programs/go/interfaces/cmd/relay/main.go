package main

import (
	"context"
	"log"
	"os"
	"os/signal"

	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"golang.org/x/sync/errgroup"

	"example.com/relay/internal/notify"
	"example.com/relay/internal/queue"
)

func mustEnv(key string) string {
	v := os.Getenv(key)
	if v == "" {
		log.Fatalf("%s is not set", key)
	}
	return v
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	cfg, err := awsconfig.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}); err != nil {
		log.Fatal(err)
	}
	notifiers := []notify.Notifier{notify.Topic{Client: sns.NewFromConfig(cfg)}, &notify.Mail{Config: cfg}}
	consumer := queue.NewConsumer(sqs.NewFromConfig(cfg), mustEnv("QUEUE_URL"))
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		return consumer.Poll(ctx, func(ctx context.Context, m types.Message) error {
			for _, n := range notifiers {
				if err := n.Notify(ctx, *m.Body); err != nil {
					return err
				}
			}
			return nil
		})
	})
	log.Println(g.Wait())
}
