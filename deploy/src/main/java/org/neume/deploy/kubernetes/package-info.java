/** What of the Kubernetes manifests is made of the project's tables. */
@NullMarked
package org.neume.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
