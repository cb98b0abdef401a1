package queue

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// Client is what of SQS is used here.
type Client interface {
	ReceiveMessage(ctx context.Context, params *sqs.ReceiveMessageInput, optFns ...func(*sqs.Options)) (*sqs.ReceiveMessageOutput, error)
	DeleteMessageBatch(ctx context.Context, params *sqs.DeleteMessageBatchInput, optFns ...func(*sqs.Options)) (*sqs.DeleteMessageBatchOutput, error)
	SendMessage(ctx context.Context, params *sqs.SendMessageInput, optFns ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)
}

type Handler func(ctx context.Context, body string) error

type Queue struct {
	client Client
	url    string
	dead   *string
	handle Handler
}

func New(client Client, url, dead string, handle Handler) *Queue {
	q := &Queue{client: client, handle: handle}
	q.url = url
	q.dead = aws.String(dead)
	return q
}
