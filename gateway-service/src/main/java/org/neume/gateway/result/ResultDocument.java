package org.neume.gateway.result;

/**
 * A result, ready to be sent; its bytes belong to the record and are not changed.
 *
 * @param bytes the document
 * @param complete whether it covers the recording to its end
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record ResultDocument(byte[] bytes, boolean complete) {}
