package terraform

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Providers are the schemas that a configuration is judged by, as `providers schema -json` prints them.
type Providers struct {
	// AWSVersion is the version of terraform-provider-aws that the schema describes.
	AWSVersion string
	schemas    map[string]providerSchema
}

type providerSchema struct {
	Provider    entry            `json:"provider"`
	Resources   map[string]entry `json:"resource_schemas"`
	DataSources map[string]entry `json:"data_source_schemas"`
}

type entry struct {
	Block block `json:"block"`
}

type block struct {
	Attributes map[string]attribute   `json:"attributes"`
	Blocks     map[string]nestedBlock `json:"block_types"`
}

type attribute struct {
	Type       json.RawMessage `json:"type"`
	Nested     json.RawMessage `json:"nested_type"`
	Required   bool            `json:"required"`
	Optional   bool            `json:"optional"`
	Deprecated bool            `json:"deprecated"`
}

type nestedBlock struct {
	Block block `json:"block"`
	Min   int   `json:"min_items"`
	Max   int   `json:"max_items"`
}

// The kubernetes provider's own schema cannot be had without a provider binary: written down from
// its source (v3.0.1), only for what main.tf uses.
//
//go:embed embed/kubernetes.json
var kubernetesSchema []byte

var providerVersion = regexp.MustCompile(`(?m)^export TERRAFORM_PROVIDER_VERSION := (\S+)$`)

// ReadProviders takes the folder of the module github.com/upbound/provider-aws: its generator reads
// terraform-provider-aws' schema from the file that is used here.
func ReadProviders(providerAWS string) (*Providers, error) {
	makefile, err := os.ReadFile(filepath.Join(providerAWS, "Makefile"))
	if err != nil {
		return nil, err
	}
	version := providerVersion.FindSubmatch(makefile)
	if version == nil {
		return nil, fmt.Errorf("%s/Makefile names no TERRAFORM_PROVIDER_VERSION", providerAWS)
	}
	content, err := os.ReadFile(filepath.Join(providerAWS, "config", "schema.json"))
	if err != nil {
		return nil, err
	}
	providers := &Providers{AWSVersion: string(version[1]), schemas: map[string]providerSchema{}}
	for _, text := range [][]byte{content, kubernetesSchema} {
		var file struct {
			Schemas map[string]providerSchema `json:"provider_schemas"`
		}
		if err := json.Unmarshal(text, &file); err != nil {
			return nil, fmt.Errorf("provider schema: %w", err)
		}
		for address, schema := range file.Schemas {
			providers.schemas[address[strings.LastIndex(address, "/")+1:]] = schema
		}
	}
	return providers, nil
}

// of finds the schema of a resource or data source by its type: the provider is the type's first word.
func (p *Providers) of(kind, resourceType string) (block, bool) {
	provider, _, _ := strings.Cut(resourceType, "_")
	entries := p.schemas[provider].Resources
	if kind == "data" {
		entries = p.schemas[provider].DataSources
	}
	found, ok := entries[resourceType]
	return found.Block, ok
}

// settable tells what a configuration may say from what only the provider says.
func (a attribute) settable() bool { return a.Required || a.Optional }

// ctyType is nil for nested attributes, whose values are not checked.
func (a attribute) ctyType() (cty.Type, bool) {
	if a.Type == nil {
		return cty.DynamicPseudoType, false
	}
	converted, err := ctyjson.UnmarshalType(a.Type)
	return converted, err == nil
}
