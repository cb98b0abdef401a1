package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/acme/links/platform"
	"github.com/acme/links/store"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	ebtypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/go-chi/chi/v5"
)

// ENV: QR_BUCKET=qr-codes
type server struct {
	links   store.LinkStore
	presign *s3.PresignClient
	bus     interface {
		PutEvents(context.Context, *eventbridge.PutEventsInput, ...func(*eventbridge.Options)) (*eventbridge.PutEventsOutput, error)
	}
	bucket string
}

func main() {
	ctx := context.Background()
	cfg := platform.AWS(ctx)
	if _, err := platform.NewSecrets(ctx).Read(ctx, "links/api"); err != nil {
		log.Fatal(err)
	}
	flags, err := platform.Flags(ctx, ssm.NewFromConfig(cfg).GetParametersByPath)
	if err != nil {
		log.Fatal(err)
	}
	log.Println(flags)
	s := &server{
		links:   store.NewDynamo(dynamodb.NewFromConfig(cfg)),
		presign: s3.NewPresignClient(s3.NewFromConfig(cfg)),
		bus:     eventbridge.NewFromConfig(cfg),
		bucket:  os.Getenv("QR_BUCKET"),
	}
	r := chi.NewRouter()
	r.Get("/{slug}/qr", s.qr)
	r.Post("/", s.create)
	log.Fatal(http.ListenAndServe(":8080", r))
}

func (s *server) qr(w http.ResponseWriter, r *http.Request) {
	slug := chi.URLParam(r, "slug")
	req, err := s.presign.PresignGetObject(r.Context(), &s3.GetObjectInput{Bucket: aws.String(s.bucket), Key: aws.String(slug + ".png")}) // AWS: s3:GetObject qr-codes/*.png
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	http.Redirect(w, r, req.URL, http.StatusFound)
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	var l store.Link
	_ = json.NewDecoder(r.Body).Decode(&l)
	if err := s.links.Put(r.Context(), l); err != nil {
		w.WriteHeader(409)
		return
	}
	entries := make([]ebtypes.PutEventsRequestEntry, 0, 1)
	entries = append(entries, ebtypes.PutEventsRequestEntry{EventBusName: aws.String("links"), Source: aws.String("links"), DetailType: aws.String("created"), Detail: aws.String("{}")})
	_, _ = s.bus.PutEvents(r.Context(), &eventbridge.PutEventsInput{Entries: entries}) // AWS: events:PutEvents event-bus/links
}
