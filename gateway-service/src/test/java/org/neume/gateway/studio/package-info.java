/** The studio page in a real browser, against a gateway whose music is made up. */
package org.neume.gateway.studio;
