/** The object store of the local platform: S3's interface on plain files. */
package io.oddsupdate.local.s3;
