#include "lib/learners/reinforcement_modified/encoder.hpp"

#include "lib/learners/reinforcement_modified/autoencoder.hpp"
#include "lib/learners/reinforcement_modified/rbm.hpp"

namespace rlrun::learners::reinforcement_modified {

template <class Scalar>
std::unique_ptr<Encoder<Scalar>> make_encoder(const EncoderOptions& options, Index input_size, Index capacity,
                                              RngKey key) {
  switch (options.kind) {
    case EncoderKind::none:
      return nullptr;
    case EncoderKind::autoencoder:
      return std::make_unique<Autoencoder<Scalar>>(options, input_size, capacity, key);
    case EncoderKind::rbm:
      return std::make_unique<Rbm<Scalar>>(options, input_size, capacity, key);
  }
  return nullptr;
}

template std::unique_ptr<Encoder<float>> make_encoder(const EncoderOptions&, Index, Index, RngKey);
template std::unique_ptr<Encoder<double>> make_encoder(const EncoderOptions&, Index, Index, RngKey);

}  // namespace rlrun::learners::reinforcement_modified
