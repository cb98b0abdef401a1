package main

import (
	"context"
	"fmt"
	"iter"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type Entity interface{ PK() string }

type Customer struct{ Email string }

func (c Customer) PK() string { return c.Email }

type Repository[T Entity] struct {
	client *dynamodb.Client
	name   string
}

func NewRepository[T Entity](client *dynamodb.Client, name string) *Repository[T] {
	return &Repository[T]{client: client, name: name}
}

func (r *Repository[T]) Save(ctx context.Context, items ...T) error {
	var requests []types.WriteRequest
	for _, item := range items {
		av, err := attributevalue.MarshalMap(item)
		if err != nil {
			return err
		}
		requests = append(requests, types.WriteRequest{PutRequest: &types.PutRequest{Item: av}})
	}
	_, err := r.client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{ // AWS: dynamodb:BatchWriteItem table/customers
		RequestItems: map[string][]types.WriteRequest{r.name: requests},
	})
	return err
}

func (r *Repository[T]) All(ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		p := dynamodb.NewScanPaginator(r.client, &dynamodb.ScanInput{TableName: aws.String(r.name)}) // AWS: dynamodb:Scan table/customers
		for p.HasMorePages() {
			page, err := p.NextPage(ctx)
			if err != nil {
				return
			}
			for range page.Items {
				var t T
				if !yield(t, nil) {
					return
				}
			}
		}
	}
}

func Retry[T any](ctx context.Context, n int, call func(context.Context) (T, error)) (out T, err error) {
	for i := 0; i < n; i++ {
		if out, err = call(ctx); err == nil {
			return out, nil
		}
	}
	return
}

func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

const prefix = "exports"

func main() {
	ctx := context.TODO()
	cfg := Must(config.LoadDefaultConfig(ctx))
	repo := NewRepository[Customer](dynamodb.NewFromConfig(cfg), "customers")
	if err := repo.Save(ctx, Customer{Email: "a@example.com"}); err != nil {
		panic(err)
	}
	objects := s3.NewFromConfig(cfg)
	uploader := manager.NewUploader(objects, func(u *manager.Uploader) { u.Concurrency = 2 })
	file := Must(os.Open("out.csv"))
	defer file.Close()
	key := fmt.Sprintf("%s/%s.csv", prefix, "customers")
	Must(uploader.Upload(ctx, &s3.PutObjectInput{Bucket: aws.String(os.Getenv("BUCKET")), Key: &key, Body: file})) // AWS: s3:PutObject media/exports/customers.csv
	head, err := Retry(ctx, 3, func(ctx context.Context) (*s3.HeadObjectOutput, error) {
		return objects.HeadObject(ctx, &s3.HeadObjectInput{Bucket: aws.String(os.Getenv("BUCKET")), Key: &key}) // AWS: s3:GetObject media/exports/customers.csv
	})
	if err != nil || head.ContentLength == nil {
		panic(err)
	}
	w := s3.NewObjectExistsWaiter(objects)
	if err := w.Wait(ctx, &s3.HeadObjectInput{Bucket: aws.String("audit"), Key: aws.String("done")}, 60e9); err != nil { // AWS: s3:GetObject audit/done
		panic(err)
	}
	buf := manager.NewWriteAtBuffer(nil)
	Must(manager.NewDownloader(objects).Download(ctx, buf, &s3.GetObjectInput{Bucket: aws.String("audit"), Key: aws.String("log")})) // AWS: s3:GetObject audit/log
	for c, err := range repo.All(ctx) {
		fmt.Println(c, err)
	}
}
