package org.neume.schemas;

import org.apache.kafka.common.errors.RetriableException;

/**
 * A schema registry does not answer, or not in its protocol. No record is at fault: what was asked
 * for may be asked again later.
 */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  /** An outage, said in one line with what helps. */
  RegistryUnavailableException(String message) {
    super(message);
  }

  /** An outage, said in one line with what helps, because of another failure. */
  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
