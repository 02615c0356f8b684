package discord

import "time"

// Interactions.
// https://discord.com/developers/docs/interactions/receiving-and-responding
const (
	// AckTimeout is how long an interaction waits for its first response.
	// https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction
	AckTimeout = 3 * time.Second
	// TokenLife is how long a response can be edited or followed up.
	// https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
	TokenLife = 15 * time.Minute
	// MaxUserInstallFollowUps holds where the app is not installed in the server.
	// https://discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message
	MaxUserInstallFollowUps = 5
	// MaxChoices in an autocomplete answer, MaxChoiceLen characters each.
	// https://discord.com/developers/docs/interactions/application-commands#autocomplete
	MaxChoices   = 25
	MaxChoiceLen = 100
)

// Messages. Lengths count characters (code points).
// https://discord.com/developers/docs/resources/message#create-message
const (
	MaxContent = 2000
	// MaxNonce is the length of the value that makes a repeated send harmless.
	// https://discord.com/developers/docs/resources/message#create-message-jsonform-params
	MaxNonce = 25
	// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
	MaxEmbeds           = 10
	MaxEmbedTotal       = 6000
	MaxEmbedTitle       = 256
	MaxEmbedDescription = 4096
	MaxEmbedFields      = 25
	MaxEmbedFieldName   = 256
	MaxEmbedFieldValue  = 1024
	MaxEmbedFooter      = 2048
	MaxEmbedAuthor      = 256
)

// Components.
// https://discord.com/developers/docs/components/reference
const (
	// https://discord.com/developers/docs/components/reference#action-row
	MaxRows    = 5
	MaxButtons = 5
	// https://discord.com/developers/docs/components/reference#button
	MaxLabel     = 80
	MaxButtonURL = 512
	// https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id
	MaxCustomID = 100
	// https://discord.com/developers/docs/components/reference#string-select
	MaxSelectOptions   = 25
	MaxSelectText      = 100
	MaxPlaceholder     = 150
	MaxSectionChildren = 3
	// MaxComponents counts every component of a V2 message, nested ones too.
	// https://discord.com/developers/docs/components/reference#component-reference
	MaxComponents = 40
	// MaxV2Text is over all text displays of one message.
	// https://discord.com/developers/docs/components/reference#text-display
	// does not state it; see https://github.com/discord/discord-api-docs/pull/8562.
	MaxV2Text = 4000
	// MaxV2Bytes stays below the size at which Discord was seen to answer 500.
	// https://github.com/discord/discord-api-docs/issues/8554
	MaxV2Bytes = 9000
)

// Commands.
// https://discord.com/developers/docs/interactions/application-commands
const (
	// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
	MaxCommandName = 32
	// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-structure
	MaxCommandDescription = 100
	MaxOptions            = 25
	MaxCommandTotal       = 8000
	// https://discord.com/developers/docs/interactions/application-commands#registering-a-command
	MaxSlashCommands   = 100
	MaxContextCommands = 15
	// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure
	MaxOptionString = 6000
)

// REST and gateway.
const (
	// MaxRequests a second over all routes but the interactions'.
	// https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
	MaxRequests = 50
	// TypingTime is how long a typing indicator lasts.
	// https://discord.com/developers/docs/resources/channel#trigger-typing-indicator
	TypingTime = 10 * time.Second
	// MaxMessagesPage is the largest page of a channel's history.
	// https://discord.com/developers/docs/resources/message#get-channel-messages
	MaxMessagesPage = 100
	// MaxGatewaySends in a minute, MaxGatewayPayload bytes each.
	// https://discord.com/developers/docs/events/gateway#rate-limiting
	MaxGatewaySends   = 120
	MaxGatewayPayload = 4096
)

// Flags of a message.
// https://discord.com/developers/docs/resources/message#message-object-message-flags
const (
	FlagSuppressEmbeds = 1 << 2
	FlagEphemeral      = 1 << 6
	FlagSilent         = 1 << 12
	FlagComponentsV2   = 1 << 15
)
