package discordtest

import "fmt"

const docs = "https://discord.com/developers/docs/"

// Rule is one documented limit of Discord that the server enforces.
type Rule struct {
	Name string
	Link string // where Discord documents it
}

// Rules are all limits that the server enforces, by name. Each has a test that
// a request that breaks it is refused.
var Rules = map[string]Rule{}

func rule(name, link string) Rule {
	r := Rule{Name: name, Link: docs + link}
	Rules[name] = r
	return r
}

// Violation is a request that broke a rule.
type Violation struct {
	Rule    Rule
	Request string // method and path, or the gateway operation
	Problem string
}

func (v Violation) String() string {
	return fmt.Sprintf("%s: %s: %s (%s)", v.Request, v.Rule.Name, v.Problem, v.Rule.Link)
}

// refusal is an answer other than 2xx. A refusal with a rule is a violation.
type refusal struct {
	status  int
	code    int // Discord's JSON error code
	message string
	rule    *Rule
	path    string // where in the body
}

func (r *refusal) Error() string { return r.message }

// badForm refuses a body that breaks a rule, as Discord does: 400 with code
// 50035 and the path of the fault.
// https://discord.com/developers/docs/reference#error-messages
func badForm(r Rule, path, format string, args ...any) *refusal {
	return &refusal{status: 400, code: 50035, message: fmt.Sprintf(format, args...), rule: &r, path: path}
}

// breach refuses with a given status and code.
func breach(r Rule, status, code int, format string, args ...any) *refusal {
	return &refusal{status: status, code: code, message: fmt.Sprintf(format, args...), rule: &r}
}

// denied refuses without a rule being broken: what is asked for is not there
// or not allowed, which any client may meet.
func denied(status, code int, message string) *refusal {
	return &refusal{status: status, code: code, message: message}
}

// Refusals that tests order or meet.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
var (
	errUnknownChannel     = denied(404, 10003, "Unknown Channel")
	errUnknownMessage     = denied(404, 10008, "Unknown Message")
	errUnknownWebhook     = denied(404, 10015, "Unknown Webhook")
	errMissingAccess      = denied(403, 50001, "Missing Access")
	errDMClosed           = denied(403, 50007, "Cannot send messages to this user")
	errMissingPermissions = denied(403, 50013, "Missing Permissions")
	errArchived           = denied(400, 50083, "Thread is archived")
)
