package org.neume.deploy.image;

import java.nio.file.Path;
import java.util.Map;

/**
 * Files that share a layer of an image. Images that have a layer with the same files share its bytes.
 *
 * @param name what the layer is called
 * @param files the file in the image, absolute, and where its bytes come from; in the order of the
 *     map
 */
record Layer(String name, Map<String, Path> files) {}
