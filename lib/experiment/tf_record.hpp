#pragma once

#include <string>
#include <string_view>

namespace rlrun::experiment {

/// A record as it stands in a TFRecord file: length (64 bits), masked CRC-32C of the length (32 bits), data, masked
/// CRC-32C of the data (32 bits); numbers little-endian.
/// Source: TensorFlow, "TFRecord and tf.train.Example", section "TFRecords format details".
std::string tf_record(std::string_view data);

}  // namespace rlrun::experiment
