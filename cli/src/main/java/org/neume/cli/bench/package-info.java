/** How fast the chain is, measured. */
@NullMarked
package org.neume.cli.bench;

import org.jspecify.annotations.NullMarked;
