package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// ENV: LINKS_TABLE=links
type Link struct{ Slug, Target string }

var ErrNotFound = errors.New("not found")

type LinkStore interface {
	Get(ctx context.Context, slug string) (*Link, error)
	Put(ctx context.Context, l Link) error
	ByTarget(ctx context.Context, target string) ([]Link, error)
}

type DynamoAPI interface {
	GetItem(ctx context.Context, in *dynamodb.GetItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	PutItem(ctx context.Context, in *dynamodb.PutItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	dynamodb.QueryAPIClient
}

type dynamoStore struct {
	api   DynamoAPI
	table *string
	now   func() time.Time
}

const index = "by-target"

func tableName() string {
	if t, ok := os.LookupEnv("LINKS_TABLE"); ok {
		return t
	}
	return "links-dev"
}

func NewDynamo(api DynamoAPI) LinkStore {
	return &dynamoStore{api: api, table: aws.String(tableName()), now: time.Now}
}

func (s *dynamoStore) Get(ctx context.Context, slug string) (*Link, error) {
	out, err := s.api.GetItem(ctx, &dynamodb.GetItemInput{ // AWS: dynamodb:GetItem table/links
		TableName: s.table,
		Key:       map[string]types.AttributeValue{"slug": &types.AttributeValueMemberS{Value: slug}},
	})
	if err != nil {
		return nil, fmt.Errorf("get: %w", err)
	}
	if out.Item == nil {
		return nil, ErrNotFound
	}
	var l Link
	return &l, attributevalue.UnmarshalMap(out.Item, &l)
}

func (s *dynamoStore) Put(ctx context.Context, l Link) error {
	item, err := attributevalue.MarshalMap(l)
	if err != nil {
		return err
	}
	input := dynamodb.PutItemInput{Item: item}
	input.TableName = s.table
	_, err = s.api.PutItem(ctx, &input) // AWS: dynamodb:PutItem table/links
	var cond *types.ConditionalCheckFailedException
	if errors.As(err, &cond) {
		return ErrNotFound
	}
	return err
}

func (s *dynamoStore) ByTarget(ctx context.Context, target string) (links []Link, err error) {
	expr, _ := expression.NewBuilder().WithKeyCondition(expression.Key("target").Equal(expression.Value(target))).Build()
	pages := dynamodb.NewQueryPaginator(s.api, &dynamodb.QueryInput{ // AWS: dynamodb:Query table/links/index/by-target
		TableName:                 s.table,
		IndexName:                 aws.String(index),
		KeyConditionExpression:    expr.KeyCondition(),
		ExpressionAttributeValues: expr.Values(),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		var more []Link
		if err := attributevalue.UnmarshalListOfMaps(page.Items, &more); err != nil {
			return nil, err
		}
		links = append(links, more...)
	}
	return
}
