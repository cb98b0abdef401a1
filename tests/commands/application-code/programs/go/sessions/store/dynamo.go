package store

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

const DefaultTable = "sessions"

type Option func(*dynamo)

func WithTable(table string) Option {
	return func(d *dynamo) { d.table = table }
}

type dynamo struct {
	api   API
	table string
	now   func() time.Time
}

// API is what of the client is used.
type API interface {
	dynamodb.QueryAPIClient
	UpdateItem(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
}

func New(api API, options ...Option) Sessions {
	d := &dynamo{api: api, table: DefaultTable, now: time.Now}
	for _, option := range options {
		option(d)
	}
	return d
}

func (d *dynamo) Touch(ctx context.Context, id string) error {
	_, err := d.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{ // AWS: dynamodb:UpdateItem table/sessions
		TableName:        aws.String(d.table),
		Key:              key(id),
		UpdateExpression: aws.String("SET seen = :now"),
	})
	return err
}

func (d *dynamo) List(ctx context.Context, user string) (int, error) {
	out, err := d.api.Query(ctx, &dynamodb.QueryInput{ // AWS: dynamodb:Query table/sessions/index/user
		TableName: aws.String(d.table),
		IndexName: aws.String("user"),
	})
	if err != nil {
		return 0, err
	}
	return int(out.Count), nil
}

func key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}
}
