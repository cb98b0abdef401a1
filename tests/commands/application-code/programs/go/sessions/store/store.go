// Package store keeps sessions.
package store

import "context"

type Sessions interface {
	Touch(ctx context.Context, id string) error
	List(ctx context.Context, user string) (int, error)
}
