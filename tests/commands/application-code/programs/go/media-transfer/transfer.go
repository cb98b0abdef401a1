package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
)

type transfer struct {
	s3       *s3.Client
	presign  *s3.PresignClient
	uploader *manager.Uploader
	bucket   string
}

func open(ctx context.Context) (*transfer, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, fmt.Errorf("no configuration: %w", err)
	}
	client := s3.NewFromConfig(cfg, func(o *s3.Options) {
		o.UsePathStyle = true
	})
	return &transfer{
		s3:      client,
		presign: s3.NewPresignClient(client),
		uploader: manager.NewUploader(client, func(u *manager.Uploader) {
			u.PartSize = 10 * 1024 * 1024
		}),
		bucket: os.Getenv("BUCKET"),
	}, nil
}

func (t *transfer) send(ctx context.Context, name string, body io.Reader) (string, error) {
	out, err := t.uploader.Upload(ctx, &s3.PutObjectInput{ // AWS: s3:PutObject media/in/*
		Bucket: aws.String(t.bucket),
		Key:    aws.String(fmt.Sprintf("in/%s", name)),
		Body:   body,
	})
	if err != nil {
		return "", err
	}
	return out.Location, nil
}

func (t *transfer) receive(ctx context.Context, key string) ([]byte, error) {
	buffer := manager.NewWriteAtBuffer(nil)
	downloader := manager.NewDownloader(t.s3)
	_, err := downloader.Download(ctx, buffer, &s3.GetObjectInput{Bucket: &t.bucket, Key: aws.String("out/" + key)}) // AWS: s3:GetObject media/out/*
	return buffer.Bytes(), err
}

func (t *transfer) link(ctx context.Context, key string) (string, error) {
	request, err := t.presign.PresignGetObject(ctx, &s3.GetObjectInput{ // AWS: s3:GetObject media/*
		Bucket: aws.String(t.bucket),
		Key:    &key,
	}, s3.WithPresignExpires(15*time.Minute))
	if err != nil {
		return "", err
	}
	return request.URL, nil
}

func (t *transfer) archive(ctx context.Context) error {
	pages := s3.NewListObjectsV2Paginator(t.s3, &s3.ListObjectsV2Input{Bucket: &t.bucket, Prefix: aws.String("in/")}) // AWS: s3:ListBucket media
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		var old []s3types.ObjectIdentifier
		for _, object := range page.Contents {
			_, err := t.s3.CopyObject(ctx, &s3.CopyObjectInput{ // AWS: s3:GetObject media/*, s3:PutObject archive-of-media/*
				Bucket:     aws.String("archive-of-media"),
				CopySource: aws.String(t.bucket + "/" + *object.Key),
				Key:        aws.String(path.Base(*object.Key)),
			})
			if err != nil {
				return err
			}
			old = append(old, s3types.ObjectIdentifier{Key: object.Key})
		}
		if _, err := t.s3.DeleteObjects(ctx, &s3.DeleteObjectsInput{ // AWS: s3:DeleteObject media/*
			Bucket: &t.bucket,
			Delete: &s3types.Delete{Objects: old},
		}); err != nil {
			return err
		}
	}
	waiter := s3.NewObjectExistsWaiter(t.s3)
	return waiter.Wait(ctx, &s3.HeadObjectInput{Bucket: &t.bucket, Key: aws.String("done")}, time.Minute) // AWS: s3:GetObject media/done
}

func main() {
	ctx := context.Background()
	t, err := open(ctx)
	if err != nil {
		panic(err)
	}
	if _, err := t.send(ctx, os.Args[1], bytes.NewReader(nil)); err != nil {
		panic(err)
	}
	_, _ = t.receive(ctx, os.Args[1])
	fmt.Println(t.link(ctx, os.Args[1]))
	fmt.Println(t.archive(ctx))
}
