package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/gin-gonic/gin"
)

type Order struct {
	ID    string `dynamodbav:"id"`
	Owner string `dynamodbav:"owner"`
}

type Store struct {
	db    *dynamodb.Client
	table string
}

type Option func(*Store)

func WithTable(name string) Option { return func(s *Store) { s.table = name } }

func NewStore(cfg aws.Config, options ...Option) *Store {
	s := &Store{db: dynamodb.NewFromConfig(cfg, func(o *dynamodb.Options) { o.RetryMaxAttempts = 5 }), table: os.Getenv("TABLE")}
	for _, option := range options {
		option(s)
	}
	return s
}

var ErrNotFound = errors.New("not found")

func (s *Store) Get(ctx context.Context, id string) (*Order, error) {
	out, err := s.db.GetItem(ctx, &dynamodb.GetItemInput{ // AWS: dynamodb:GetItem table/orders
		TableName: aws.String(s.table),
		Key:       map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}},
	})
	if err != nil {
		return nil, err
	}
	if out.Item == nil {
		return nil, ErrNotFound
	}
	var order Order
	return &order, attributevalue.UnmarshalMap(out.Item, &order)
}

func (s *Store) ByOwner(ctx context.Context, owner string) ([]Order, error) {
	expr, err := expression.NewBuilder().WithKeyCondition(expression.Key("owner").Equal(expression.Value(owner))).Build()
	if err != nil {
		return nil, err
	}
	pages := dynamodb.NewQueryPaginator(s.db, &dynamodb.QueryInput{ // AWS: dynamodb:Query table/orders/index/by-owner
		TableName:                 &s.table,
		IndexName:                 aws.String("by-owner"),
		KeyConditionExpression:    expr.KeyCondition(),
		ExpressionAttributeNames:  expr.Names(),
		ExpressionAttributeValues: expr.Values(),
	})
	var all []Order
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		var some []Order
		if err := attributevalue.UnmarshalListOfMaps(page.Items, &some); err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func (s *Store) Put(ctx context.Context, o Order) error {
	item, err := attributevalue.MarshalMap(o)
	if err != nil {
		return err
	}
	_, err = s.db.PutItem(ctx, &dynamodb.PutItemInput{TableName: aws.String(s.table), Item: item}) // AWS: dynamodb:PutItem table/orders
	return err
}

type Server struct {
	store   *Store
	presign *s3.PresignClient
}

func (srv *Server) get(c *gin.Context) {
	order, err := srv.store.Get(c.Request.Context(), c.Param("id"))
	if errors.Is(err, ErrNotFound) {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, order)
}

func (srv *Server) link(c *gin.Context) {
	url, err := srv.presign.PresignGetObject(c, &s3.GetObjectInput{Bucket: aws.String(os.Getenv("BUCKET")), Key: aws.String("invoices/" + c.Param("id"))}, s3.WithPresignExpires(15*time.Minute)) // AWS: s3:GetObject media/invoices/*
	if err != nil {
		slog.Error("presign", "error", err)
	}
	c.String(http.StatusOK, url.URL)
}

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion("eu-west-1"))
	if err != nil {
		panic(err)
	}
	srv := &Server{store: NewStore(cfg), presign: s3.NewPresignClient(s3.NewFromConfig(cfg))}
	r := gin.Default()
	orders := r.Group("/orders")
	orders.GET("/:id", srv.get)
	orders.GET("/:id/link", srv.link)
	orders.POST("", func(c *gin.Context) {
		var o Order
		if c.BindJSON(&o) == nil {
			_ = srv.store.Put(c, o)
		}
	})
	orders.GET("", func(c *gin.Context) {
		all, _ := srv.store.ByOwner(c, c.Query("owner"))
		c.JSON(200, all)
	})
	_ = r.Run()
}
