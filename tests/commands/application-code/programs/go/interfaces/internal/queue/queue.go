package queue

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

//go:generate mockgen -source queue.go
type API interface {
	ReceiveMessage(ctx context.Context, in *sqs.ReceiveMessageInput, opts ...func(*sqs.Options)) (*sqs.ReceiveMessageOutput, error)
	DeleteMessageBatch(ctx context.Context, in *sqs.DeleteMessageBatchInput, opts ...func(*sqs.Options)) (*sqs.DeleteMessageBatchOutput, error)
}

type Consumer struct {
	api  API
	url  string
	wait int32
}

func NewConsumer(api API, url string) *Consumer { return &Consumer{api: api, url: url, wait: 20} }

func (c *Consumer) Poll(ctx context.Context, handle func(context.Context, types.Message) error) error {
	for ctx.Err() == nil {
		in := sqs.ReceiveMessageInput{QueueUrl: &c.url, WaitTimeSeconds: c.wait}
		in.MaxNumberOfMessages = 10
		out, err := c.api.ReceiveMessage(ctx, &in) // AWS: sqs:ReceiveMessage work
		if err != nil {
			return err
		}
		done := make([]types.DeleteMessageBatchRequestEntry, 0, len(out.Messages))
		for _, m := range out.Messages {
			if handle(ctx, m) == nil {
				done = append(done, types.DeleteMessageBatchRequestEntry{Id: m.MessageId, ReceiptHandle: m.ReceiptHandle})
			}
		}
		if _, err := c.api.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &c.url, Entries: done}); err != nil { // AWS: sqs:DeleteMessage work
			return err
		}
	}
	return ctx.Err()
}
