/** Container images: what is in each and in which layer. */
@NullMarked
package org.neume.deploy.image;

import org.jspecify.annotations.NullMarked;
