package config

import (
	"fmt"
	"reflect"
	"strings"
)

// Setting describes one setting for documentation and display.
type Setting struct {
	Name    string // of the environment variable
	Default string
	Doc     string
	field   int
}

// Settings lists all settings in the order of the struct.
func Settings() []Setting {
	t := reflect.TypeFor[Config]()
	var out []Setting
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		out = append(out, Setting{tag.Get("env"), tag.Get("envDefault"), tag.Get("doc"), i})
	}
	return out
}

func settingOf(field string) Setting {
	f, _ := reflect.TypeFor[Config]().FieldByName(field)
	return Setting{Name: f.Tag.Get("env"), Default: f.Tag.Get("envDefault"), Doc: f.Tag.Get("doc")}
}

// Table is the settings as a Markdown table: the one in the README.
func Table() string {
	var b strings.Builder
	b.WriteString("| setting | default | meaning |\n| --- | --- | --- |\n")
	for _, s := range Settings() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.Name, codeOrNothing(s.Default), s.Doc)
	}
	return b.String()
}

func codeOrNothing(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

// String shows every setting and its value, one a line, secrets masked.
func (c *Config) String() string {
	v := reflect.ValueOf(*c)
	var b strings.Builder
	for _, s := range Settings() {
		fmt.Fprintf(&b, "%s=%v\n", s.Name, v.Field(s.field).Interface())
	}
	return b.String()
}
