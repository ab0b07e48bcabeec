package crds

import (
	"fmt"

	"github.com/crossplane/crossplane-runtime/v2/pkg/xcrd"
	v1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

// ForXRD makes the definition of composite resources as Crossplane makes it.
func ForXRD(definition *unstructured.Unstructured) (CRD, error) {
	typed := &v1.CompositeResourceDefinition{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(definition.Object, typed); err != nil {
		return nil, fmt.Errorf("%s: %w", definition.GetName(), err)
	}
	if typed.Spec.Scope == nil && definition.GetAPIVersion() == "apiextensions.crossplane.io/v2" {
		namespaced := v1.CompositeResourceScopeNamespaced
		typed.Spec.Scope = &namespaced
	}
	made, err := xcrd.ForCompositeResource(typed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", definition.GetName(), err)
	}
	// The API server refuses an owner without an identity.
	made.SetOwnerReferences(nil)
	object, err := runtime.DefaultUnstructuredConverter.ToUnstructured(made)
	if err != nil {
		return nil, err
	}
	unstructured.RemoveNestedField(object, "status")
	crd := &unstructured.Unstructured{Object: object}
	crd.SetAPIVersion("apiextensions.k8s.io/v1")
	crd.SetKind("CustomResourceDefinition")
	return crd, nil
}
