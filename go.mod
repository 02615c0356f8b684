module casebot

go 1.26.0
