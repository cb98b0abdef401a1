package aws

import (
	"io"
	"os"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/dynamodb"
	"github.com/aws/aws-sdk-go/service/dynamodb/dynamodbattribute"
	"github.com/aws/aws-sdk-go/service/dynamodb/dynamodbiface"
	"github.com/aws/aws-sdk-go/service/s3"
	"github.com/aws/aws-sdk-go/service/s3/s3manager"
	"github.com/aws/aws-sdk-go/service/s3/s3manager/s3manageriface"
)

// ENV: USERS_TABLE=users
// ENV: AVATARS=avatars
var sess = session.Must(session.NewSessionWithOptions(session.Options{SharedConfigState: session.SharedConfigEnable}))

type Users struct {
	db    dynamodbiface.DynamoDBAPI
	Table string
}

func NewUsers() *Users {
	u := new(Users)
	u.db = dynamodb.New(sess)
	u.Table = os.Getenv("USERS_TABLE")
	return u
}

func (u *Users) Each(f func(map[string]*dynamodb.AttributeValue)) error {
	return u.db.ScanPages(&dynamodb.ScanInput{TableName: aws.String(u.Table)}, func(p *dynamodb.ScanOutput, last bool) bool { // AWS: dynamodb:Scan table/users
		for _, i := range p.Items {
			f(i)
		}
		return !last
	})
}

func (u *Users) Save(v interface{}) error {
	av, err := dynamodbattribute.MarshalMap(v)
	if err != nil {
		return err
	}
	_, err = u.db.PutItem(&dynamodb.PutItemInput{Item: av, TableName: &u.Table}) // AWS: dynamodb:PutItem table/users
	return err
}

type Avatars struct {
	up     s3manageriface.UploaderAPI
	client *s3.S3
	bucket string
}

func NewAvatars() (a Avatars) {
	a.client = s3.New(sess)
	a.up = s3manager.NewUploaderWithClient(a.client)
	a.bucket = os.Getenv("AVATARS")
	return a
}

func (a Avatars) Put(id string, r io.Reader) (string, error) {
	out, err := a.up.Upload(&s3manager.UploadInput{Bucket: aws.String(a.bucket), Key: aws.String(id), Body: r}) // AWS: s3:PutObject avatars/1
	if err != nil {
		return "", err
	}
	req, _ := a.client.GetObjectRequest(&s3.GetObjectInput{Bucket: aws.String(a.bucket), Key: aws.String(id)}) // AWS: s3:GetObject avatars/1
	_ = out
	return req.Presign(900)
}
