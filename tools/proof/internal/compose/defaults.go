package compose

import (
	"context"
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	celbudget "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/common"
)

// WithDefaults gives a composite resource the values that the API server fills in from its definition.
func WithDefaults(xr, definition Object) (Object, error) {
	schema, err := structural(definition, xr.GroupVersionKind().Version)
	if err != nil {
		return nil, err
	}
	out := xr.DeepCopy()
	defaulting.Default(out.Object, schema)
	return out, nil
}

func schemaOf(definition Object, wanted string) (map[string]any, error) {
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	for _, entry := range versions {
		version, _ := entry.(map[string]any)
		if version["name"] == wanted {
			raw, _, err := unstructured.NestedMap(version, "schema", "openAPIV3Schema")
			return raw, err
		}
	}
	return nil, fmt.Errorf("%s has no version %s", definition.GetName(), wanted)
}

// internalSchema is an OpenAPI schema in the form that the API server works with.
func internalSchema(raw map[string]any) (*apiextensions.JSONSchemaProps, error) {
	var external apiextensionsv1.JSONSchemaProps
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(raw, &external); err != nil {
		return nil, err
	}
	internal := &apiextensions.JSONSchemaProps{}
	return internal, apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&external, internal, nil)
}

// Validate judges a composite resource by its definition's schema, as the API server does before its rules.
func Validate(xr, definition Object) error {
	defaulted, err := WithDefaults(xr, definition)
	if err != nil {
		return err
	}
	validator, err := validatorOf(definition, xr.GroupVersionKind().Version)
	if err != nil {
		return err
	}
	return validation.ValidateCustomResource(nil, defaulted.Object, validator).ToAggregate()
}

// Admit judges a composite resource as the API server does: by its definition's schema, then by the rules that the
// definition states; in place of an old one also by those that compare both. Like the server it lets pass what was
// wrong before and has not changed. A nil old one is not there.
func Admit(ctx context.Context, xr, old, definition Object) error {
	if old == nil {
		if err := Validate(xr, definition); err != nil {
			return err
		}
	}
	version := xr.GroupVersionKind().Version
	now, err := WithDefaults(xr, definition)
	if err != nil {
		return err
	}
	schema, err := structural(definition, version)
	if err != nil {
		return err
	}
	rules := cel.NewValidator(schema, true, celbudget.PerCallLimit)
	var was any
	var options []cel.Option
	if old != nil {
		// What is stored is read by the definition of today, whatever version it was written in.
		before := old.DeepCopy()
		before.SetAPIVersion(xr.GetAPIVersion())
		defaulting.Default(before.Object, schema)
		correlated := common.NewCorrelatedObject(now.Object, before.Object, &model.Structural{Structural: schema})
		if err := validateUpdate(now, before, definition, correlated); err != nil {
			return err
		}
		was, options = before.Object, []cel.Option{cel.WithRatcheting(correlated)}
	}
	if rules == nil {
		return nil
	}
	refused, _ := rules.Validate(ctx, nil, schema, now.Object, was, celbudget.RuntimeCELCostBudget, options...)
	return refused.ToAggregate()
}

func validateUpdate(now, before, definition Object, correlated *common.CorrelatedObject) error {
	validator, err := validatorOf(definition, now.GroupVersionKind().Version)
	if err != nil {
		return err
	}
	return validation.ValidateCustomResourceUpdate(nil, now.Object, before.Object, validator, validation.WithRatcheting(correlated)).ToAggregate()
}

func validatorOf(definition Object, version string) (validation.SchemaValidator, error) {
	raw, err := schemaOf(definition, version)
	if err != nil {
		return nil, err
	}
	internal, err := internalSchema(raw)
	if err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(internal)
	return validator, err
}

func structural(definition Object, version string) (*structuralschema.Structural, error) {
	raw, err := schemaOf(definition, version)
	if err != nil {
		return nil, err
	}
	internal, err := internalSchema(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", definition.GetName(), err)
	}
	schema, err := structuralschema.NewStructural(internal)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", definition.GetName(), err)
	}
	return schema, nil
}
