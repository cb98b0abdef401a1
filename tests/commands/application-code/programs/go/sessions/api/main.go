package main

import (
	"context"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	. "sessions.example.com/store"
)

type server struct {
	sessions Sessions
	metrics  *cloudwatch.Client
}

func (s server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := s.sessions.Touch(r.Context(), r.PathValue("id")); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	count, _ := s.sessions.List(r.Context(), r.PathValue("user"))
	value := float64(count)
	name := "Sessions"
	go s.metrics.PutMetricData(r.Context(), &cloudwatch.PutMetricDataInput{ // AWS: cloudwatch:PutMetricData
		Namespace:  &name,
		MetricData: []types.MetricDatum{{MetricName: &name, Value: &value}},
	})
	fmt.Fprintln(w, count)
}

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		panic(err)
	}
	s := server{New(dynamodb.NewFromConfig(cfg)), cloudwatch.NewFromConfig(cfg)}
	panic(http.ListenAndServe(":8080", s))
}
