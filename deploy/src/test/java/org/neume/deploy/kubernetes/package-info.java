/** Kubernetes manifests, checked without a cluster: against typed models, tables and settings. */
@NullMarked
package org.neume.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
