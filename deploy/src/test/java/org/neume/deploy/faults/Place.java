package org.neume.deploy.faults;

/**
 * Where a record of a result belongs.
 *
 * @param topic the topic's name
 * @param piece which of the recordings of a run, from 0
 * @param stream the stream within the recording
 * @param sequence the record's number in the stream
 */
record Place(String topic, int piece, String stream, long sequence) {}
