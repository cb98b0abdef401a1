package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/dynamodb"
	"github.com/aws/aws-sdk-go/service/dynamodb/dynamodbiface"
	"github.com/aws/aws-sdk-go/service/s3"
	"github.com/aws/aws-sdk-go/service/s3/s3manager"
	"github.com/aws/aws-sdk-go/service/ses"
)

type reports struct {
	db     dynamodbiface.DynamoDBAPI
	upload *s3manager.Uploader
	s3     *s3.S3
}

func newReports() *reports {
	sess := session.Must(session.NewSession(&aws.Config{Region: aws.String("eu-west-1")}))
	return &reports{db: dynamodb.New(sess), upload: s3manager.NewUploader(sess), s3: s3.New(sess)}
}

func (r *reports) rows(ctx context.Context) (rows []string, err error) {
	input := &dynamodb.ScanInput{TableName: aws.String(os.Getenv("TABLE"))}
	err = r.db.ScanPagesWithContext(ctx, input, func(page *dynamodb.ScanOutput, last bool) bool { // AWS: dynamodb:Scan table/orders
		for _, item := range page.Items {
			rows = append(rows, aws.StringValue(item["id"].S))
		}
		return !last
	})
	return rows, err
}

func (r *reports) save(rows []string) (string, error) {
	key := "reports/" + time.Now().Format("2006-01-02") + ".csv"
	_, err := r.upload.Upload(&s3manager.UploadInput{ // AWS: s3:PutObject media/reports/*.csv
		Bucket: aws.String(os.Getenv("BUCKET")),
		Key:    &key,
		Body:   strings.NewReader(strings.Join(rows, "\n")),
	})
	if err != nil {
		return "", err
	}
	request, _ := r.s3.GetObjectRequest(&s3.GetObjectInput{Bucket: aws.String(os.Getenv("BUCKET")), Key: &key}) // AWS: s3:GetObject media/reports/*.csv
	return request.Presign(time.Hour)
}

func (r *reports) mark(id string) error {
	_, err := r.db.UpdateItemWithContext(context.Background(), &dynamodb.UpdateItemInput{ // AWS: dynamodb:UpdateItem table/orders
		TableName: aws.String(os.Getenv("TABLE")),
		Key:       map[string]*dynamodb.AttributeValue{"id": {S: aws.String(id)}},
	})
	return err
}

func main() {
	r := newReports()
	rows, err := r.rows(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	link, err := r.save(rows)
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range rows {
		if err := r.mark(row); err != nil {
			log.Fatal(err)
		}
	}
	mail := ses.New(session.Must(session.NewSession()), aws.NewConfig().WithRegion("eu-central-1"))
	out, err := mail.SendEmail(&ses.SendEmailInput{Source: aws.String("reports@example.com")}) // AWS: ses:SendEmail
	fmt.Println(link, out, err)
}
