package queue

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

func TestPurges(t *testing.T) {
	client := sqs.New(sqs.Options{})
	if _, err := client.PurgeQueue(context.Background(), &sqs.PurgeQueueInput{}); err == nil {
		t.Fatal("purged")
	}
}
