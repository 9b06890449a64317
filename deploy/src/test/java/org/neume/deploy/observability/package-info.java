/** Dashboards, alerts and their pages, held against what services export. */
@NullMarked
package org.neume.deploy.observability;

import org.jspecify.annotations.NullMarked;
