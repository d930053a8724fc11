package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"
)

// upstreamTimeout bounds the calls of one request.
const upstreamTimeout = 5 * time.Second

type quote struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

// upstream is a client of the service at url, with connections that are kept.
type upstream struct {
	client *http.Client
	url    string
}

func newUpstream(url string) *upstream {
	return &upstream{
		client: &http.Client{
			Transport: &http.Transport{
				MaxIdleConnsPerHost: 2048, // the default of 2 would connect anew for most calls
				IdleConnTimeout:     time.Minute,
				DisableCompression:  true,
			},
		},
		url: url,
	}
}

// quotes asks for quotes 1 to n at the same time.
func (u *upstream) quotes(ctx context.Context, n int) ([]quote, error) {
	ctx, cancel := context.WithTimeout(ctx, upstreamTimeout)
	defer cancel()
	group, ctx := errgroup.WithContext(ctx)
	list := make([]quote, n)
	for i := range list {
		group.Go(func() (err error) {
			list[i], err = u.quote(ctx, i+1)
			return err
		})
	}
	return list, group.Wait()
}

func (u *upstream) quote(ctx context.Context, id int) (quote, error) {
	var q quote
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.url+"/quotes/"+strconv.Itoa(id), nil)
	if err != nil {
		return q, err
	}
	response, err := u.client.Do(request)
	if err != nil {
		return q, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return q, fmt.Errorf("upstream: %s", response.Status)
	}
	body, err := io.ReadAll(response.Body) // to the end: only then is the connection kept
	if err != nil {
		return q, err
	}
	return q, json.Unmarshal(body, &q)
}
