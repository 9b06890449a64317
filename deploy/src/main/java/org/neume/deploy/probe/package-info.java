/** The health check of images without a shell. */
@NullMarked
package org.neume.deploy.probe;

import org.jspecify.annotations.NullMarked;
