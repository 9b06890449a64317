/**
 * Makes labeled music: reads scores with exact beats, composes and arranges further ones, and renders them to audio in
 * ways that differ in everything but the labels. Everything random comes from a seed, so the same seed gives the same
 * samples.
 */
@NullMarked
package org.neume.training.render;

import org.jspecify.annotations.NullMarked;
