/** One class per command, and what they share: files in, files out, progress, errors. */
@NullMarked
package org.neume.cli.command;

import org.jspecify.annotations.NullMarked;
