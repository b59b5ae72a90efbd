/**
 * Holds what every other package uses to tell a person that something they gave is wrong. Depends
 * on nothing.
 */
@NullMarked
package org.kanspark.jobs.error;

import org.jspecify.annotations.NullMarked;
