package queue

import (
	"context"
	"log/slog"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

func (q *Queue) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		batch, err := q.client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{ // AWS: sqs:ReceiveMessage work
			QueueUrl:            &q.url,
			MaxNumberOfMessages: 10,
			WaitTimeSeconds:     20,
		})
		if err != nil {
			return err
		}
		q.each(ctx, batch.Messages)
	}
	return ctx.Err()
}

func (q *Queue) each(ctx context.Context, messages []types.Message) {
	var group sync.WaitGroup
	done := make([]types.DeleteMessageBatchRequestEntry, len(messages))
	for i, message := range messages {
		group.Add(1)
		go func() {
			defer group.Done()
			if err := q.handle(ctx, *message.Body); err != nil {
				slog.Error("failed", "error", err)
				_, _ = q.client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: q.dead, MessageBody: message.Body}) // AWS: sqs:SendMessage dead
			}
			done[i] = types.DeleteMessageBatchRequestEntry{Id: message.MessageId, ReceiptHandle: message.ReceiptHandle}
		}()
	}
	group.Wait()
	if _, err := q.client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &q.url, Entries: done}); err != nil { // AWS: sqs:DeleteMessage work
		slog.Error("not deleted", "error", err)
	}
}
