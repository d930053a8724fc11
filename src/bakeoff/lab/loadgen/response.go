package main

import "bytes"

// protocolError is an answer that is not well-formed HTTP/1.1 (RFC 9112).
type protocolError string

func (e protocolError) Error() string { return string(e) }

const (
	maxHeadBytes = 1 << 20
	maxLineBytes = 1 << 18
	maxLength    = 1 << 60
)

// phase is where in an answer the parser stands.
type phase uint8

const (
	atStatus phase = iota
	inHeaders
	inFixed    // body of a known length
	inChunk    // data of one chunk
	untilClose // body that ends with the connection
	atChunkSize
	afterChunk
	inTrailers
	complete
)

// response parses one answer from pieces of any size, without allocating: what
// was read is either used at once or, for a line cut off, kept in line.
type response struct {
	framing
	phase   phase
	toHead  bool  // the request was HEAD
	started bool  // a byte has come
	status  int   // of the final answer
	body    int64 // bytes of body so far, chunk framing not counted
	left    int64 // bytes missing of the body or chunk
	lines   int   // bytes in lines so far
	line    []byte

	keepText   int  // keep so many bytes of the body
	keepFields bool // keep the header lines
	text       []byte
	fields     []byte
}

// begin makes the parser ready for the answer to the next request.
func (r *response) begin(toHead bool, keepText int, keepFields bool) {
	*r = response{toHead: toHead, line: r.line[:0], text: r.text[:0], fields: r.fields[:0],
		keepText: keepText, keepFields: keepFields}
	r.framing.reset()
}

// feed takes the bytes that were read and returns how many of them belong to this
// answer; fewer than all only when it is complete.
func (r *response) feed(p []byte) (used int, err error) {
	r.started = r.started || len(p) > 0
	for used < len(p) && r.phase != complete {
		switch r.phase {
		case inFixed, inChunk, untilClose:
			used += r.take(p[used:])
		default:
			line, n, err := r.cut(p[used:])
			used += n
			if err == nil && line != nil {
				err = r.readLine(line)
			}
			if err != nil {
				return used, err
			}
		}
	}
	return used, nil
}

// end tells the parser that the connection was closed; it returns whether the
// answer is complete by that.
func (r *response) end() bool {
	if r.phase == untilClose {
		r.phase = complete
	}
	return r.phase == complete
}

// take uses up bytes of the body.
func (r *response) take(p []byte) int {
	n := len(p)
	if r.phase != untilClose {
		n = int(min(int64(n), r.left))
		r.left -= int64(n)
	}
	r.body += int64(n)
	if room := r.keepText - len(r.text); room > 0 {
		r.text = append(r.text, p[:min(n, room)]...)
	}
	if r.left == 0 {
		switch r.phase {
		case inFixed:
			r.phase = complete
		case inChunk:
			r.phase = afterChunk
		}
	}
	return n
}

// cut returns the next line without its end, which is CR LF or, as RFC 9112
// allows a recipient to accept, LF alone; nil when the line is not whole yet.
func (r *response) cut(p []byte) (line []byte, used int, err error) {
	end := bytes.IndexByte(p, '\n')
	used = end + 1
	if end < 0 {
		used = len(p)
	}
	r.lines += used
	if len(r.line)+used > maxLineBytes {
		return nil, used, protocolError("a line longer than 256 KiB")
	}
	if end < 0 {
		r.line = append(r.line, p...)
		return nil, used, nil
	}
	line = p[:end:end]
	if len(r.line) > 0 {
		r.line = append(r.line, line...)
		line, r.line = r.line, r.line[:0]
	}
	return bytes.TrimSuffix(line, []byte{'\r'}), used, nil
}

func (r *response) readLine(line []byte) error {
	switch r.phase {
	case atStatus:
		return r.readStatus(line)
	case inHeaders:
		if len(line) == 0 {
			return r.endHead()
		}
		if r.lines > maxHeadBytes {
			return protocolError("headers longer than 1 MiB")
		}
		if r.keepFields {
			r.fields = append(append(r.fields, line...), '\n')
		}
		return r.framing.readField(line)
	case atChunkSize:
		size, err := chunkSize(line)
		r.left, r.phase = size, inChunk
		if size == 0 {
			r.phase, r.lines = inTrailers, 0
		}
		return err
	case afterChunk:
		if len(line) > 0 {
			return protocolError("a chunk longer than its size")
		}
		r.phase = atChunkSize
	case inTrailers:
		if len(line) == 0 {
			r.phase = complete
		} else if r.lines > maxHeadBytes {
			return protocolError("trailers longer than 1 MiB")
		}
	}
	return nil
}

// readStatus reads "HTTP/1.1 200 OK"; the reason may be missing.
func (r *response) readStatus(line []byte) error {
	if len(line) < 12 || string(line[:7]) != "HTTP/1." || !isDigit(line[7]) || line[8] != ' ' ||
		!isDigit(line[9]) || !isDigit(line[10]) || !isDigit(line[11]) || len(line) > 12 && line[12] != ' ' {
		return protocolError("no HTTP/1.x status line")
	}
	r.framing.http10 = line[7] == '0'
	r.status = int(line[9]-'0')*100 + int(line[10]-'0')*10 + int(line[11]-'0')
	if r.status < 100 {
		return protocolError("a status below 100")
	}
	r.phase = inHeaders
	return nil
}

// endHead decides where the body ends: RFC 9112, section 6.3, in its order.
func (r *response) endHead() error {
	switch {
	case r.status == 101:
		return protocolError("101 Switching Protocols to a request that asked for none")
	case r.status < 200: // an interim answer; the real one follows
		r.phase, r.lines, r.fields = atStatus, 0, r.fields[:0]
		r.framing.reset()
	case r.toHead, r.status == 204, r.status == 304:
		r.phase = complete
	case r.coded && r.http10:
		return protocolError("a Transfer-Encoding in HTTP/1.0")
	case r.coded && r.chunked:
		r.phase = atChunkSize
	case r.coded, r.length < 0:
		r.phase, r.closeAfter = untilClose, true
	case r.length == 0:
		r.phase = complete
	default:
		r.phase, r.left = inFixed, r.length
	}
	return nil
}

// closes says whether the connection is of no more use after this answer.
func (r *response) closes() bool { return r.framing.closes() }

// chunkSize reads the hexadecimal size before any extension.
func chunkSize(line []byte) (int64, error) {
	size, digits := int64(0), 0
	for _, c := range line {
		if size > maxLength>>4 {
			return 0, protocolError("a chunk size beyond 2^60")
		}
		switch {
		case isDigit(c):
			size = size<<4 | int64(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			size = size<<4 | int64(c|0x20-'a'+10)
		case digits > 0 && (c == ';' || c == ' ' || c == '\t'):
			return size, nil
		default:
			return 0, protocolError("a chunk size that is no hexadecimal number")
		}
		digits++
	}
	if digits == 0 {
		return 0, protocolError("a chunk without a size")
	}
	return size, nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
