@NullMarked
package org.neume.training.report;

import org.jspecify.annotations.NullMarked;
