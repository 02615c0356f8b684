package cases

import (
	"slices"
	"strings"
)

// Person is somebody in one or more cases. Only people with a name are joined
// over cases; an unnamed one stays with the case that describes them.
type Person struct {
	Name    string
	Unnamed bool
	Aliases []string
	Roles   []Role
}

// Role is what one case says of a person.
type Role struct {
	Case      *Case
	Text      string
	Citations []Citation
}

// People returns the people whose name or alias is, begins with or holds the
// words of name, in the order of the cases; all people for an empty name.
func (s *Set) People(name string) []Person {
	typed := fold(name)
	var people []Person
	for _, c := range s.cases {
		for _, p := range c.People {
			role := Role{Case: c, Text: p.Role, Citations: citations(p.Quotes)}
			at := slices.IndexFunc(people, func(o Person) bool {
				return !o.Unnamed && !p.Unnamed && strings.EqualFold(o.Name, p.Name)
			})
			if at < 0 {
				people = append(people, Person{Name: p.Name, Unnamed: p.Unnamed})
				at = len(people) - 1
			}
			people[at].Roles = append(people[at].Roles, role)
			for _, a := range p.Aliases {
				if !slices.Contains(people[at].Aliases, a) {
					people[at].Aliases = append(people[at].Aliases, a)
				}
			}
		}
	}
	if len(typed) == 0 {
		return people
	}
	return slices.DeleteFunc(people, func(p Person) bool { return !p.called(typed) })
}

// called reports whether a name of the person begins with or holds what was
// typed.
func (p Person) called(typed []string) bool {
	for _, n := range append([]string{p.Name}, p.Aliases...) {
		if words := fold(n); begins(words, typed) || holds(words, typed) {
			return true
		}
	}
	return false
}

func citations(quotes []Quote) []Citation {
	out := make([]Citation, len(quotes))
	for i, q := range quotes {
		out[i] = q.Citation()
	}
	return out
}
