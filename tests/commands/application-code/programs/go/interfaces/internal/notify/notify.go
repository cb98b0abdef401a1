package notify

import (
	"context"
	"fmt"
	"os"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	sestypes "github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

type Notifier interface {
	Notify(ctx context.Context, text string) error
}

type Topic struct{ Client *sns.Client }

func (t Topic) Notify(ctx context.Context, text string) error {
	arn, ok := os.LookupEnv("TOPIC_ARN")
	if !ok {
		return fmt.Errorf("no topic")
	}
	_, err := t.Client.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(arn), Message: &text}) // AWS: sns:Publish news
	return err
}

type Mail struct {
	once   sync.Once
	client *sesv2.Client
	Config aws.Config
}

func (m *Mail) Notify(ctx context.Context, text string) error {
	m.once.Do(func() { m.client = sesv2.NewFromConfig(m.Config) })
	input := &sesv2.SendEmailInput{
		FromEmailAddress: aws.String("noreply@example.com"),
		Content:          &sestypes.EmailContent{Raw: &sestypes.RawMessage{Data: []byte(text)}},
	}
	_, err := m.client.SendEmail(ctx, input) // AWS: ses:SendEmail
	return err
}
