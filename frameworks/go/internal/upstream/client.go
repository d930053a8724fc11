// Package upstream is a client of the service that has the quotes.
package upstream

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

const (
	// timeout bounds the calls of one request.
	timeout = 5 * time.Second
	// keptConnections is enough for 100 requests with 20 calls each at a time;
	// the default of 2 would connect anew for nearly every call.
	keptConnections = 2048
)

// Quote is what the upstream answers.
type Quote struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

// Client calls the upstream. It is safe for concurrent use.
type Client struct {
	http *http.Client
	url  string
}

// New returns a client of the upstream at url.
func New(url string) *Client {
	return &Client{
		http: &http.Client{
			Transport: &http.Transport{
				MaxIdleConnsPerHost: keptConnections,
				IdleConnTimeout:     time.Minute,
				DisableCompression:  true,
			},
		},
		url: url,
	}
}

// Quotes returns quotes 1 to n, asked for at the same time.
func (c *Client) Quotes(ctx context.Context, n int) ([]Quote, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	quotes := make([]Quote, n)
	group, ctx := errgroup.WithContext(ctx)
	for i := range quotes {
		group.Go(func() (err error) {
			quotes[i], err = c.quote(ctx, i+1)
			return err
		})
	}
	return quotes, group.Wait()
}

func (c *Client) quote(ctx context.Context, id int) (Quote, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/quotes/"+strconv.Itoa(id), nil)
	if err != nil {
		return Quote{}, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return Quote{}, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return Quote{}, fmt.Errorf("quote %d: upstream answered %s", id, response.Status)
	}
	body, err := io.ReadAll(response.Body) // to its end, or the connection is not kept
	if err != nil {
		return Quote{}, fmt.Errorf("quote %d: %w", id, err)
	}
	var quote Quote
	err = json.Unmarshal(body, &quote)
	return quote, err
}
