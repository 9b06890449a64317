package org.neume.deploy.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A fault that the chain is put through. docs/faults.md is made of these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Fault {
  /** What is done to the chain. */
  String what();

  /** What the chain promises all the same. */
  String promise();

  /** How it is told whether the promise was kept. */
  String judge();
}
